package io.gemello.core.intake;

import io.gemello.api.adapter.Binding;

/** An address and where it leads now. An apply swaps the track; adapters keep the binding. */
final class LiveBinding implements Binding {
    private final String address;
    private final String adapter;
    private volatile PointTrack track;

    LiveBinding(String adapter, String address, PointTrack track) {
        this.adapter = adapter;
        this.address = address;
        this.track = track;
    }

    void lead(PointTrack now) {
        track = now;
    }

    PointTrack track() {
        return track;
    }

    String adapter() {
        return adapter;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public boolean mapped() {
        return track != null;
    }

    @Override
    public String unit() {
        PointTrack now = track;
        return now == null ? null : now.sourceUnit();
    }
}
