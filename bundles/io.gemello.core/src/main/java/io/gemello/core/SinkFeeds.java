package io.gemello.core;

import io.gemello.api.reading.LatestSink;
import io.gemello.core.state.LiveStates;
import io.gemello.core.state.SinkFeed;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A feed for every sink that is there. */
final class SinkFeeds implements AutoCloseable {
    private final LiveStates states;
    private final List<SinkFeed> feeds = new CopyOnWriteArrayList<>();

    SinkFeeds(LiveStates states) {
        this.states = states;
    }

    void add(String name, LatestSink sink) {
        feeds.add(new SinkFeed(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT), sink, states));
    }

    void remove(LatestSink sink) {
        for (SinkFeed feed : feeds) {
            if (feed.sink() == sink) {
                feeds.remove(feed);
                feed.close();
            }
        }
    }

    List<SinkFeed> all() {
        return feeds;
    }

    @Override
    public void close() {
        feeds.forEach(SinkFeed::close);
    }
}
