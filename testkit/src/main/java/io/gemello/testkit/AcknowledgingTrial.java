package io.gemello.testkit;

/** An adapter under test whose source keeps what has not been acknowledged. */
@SuppressWarnings("try") // taking down may be interrupted, as waiting for a process is
public interface AcknowledgingTrial extends AdapterTrial {
    /** How many values the source still keeps for the adapter. */
    long unacknowledged() throws Exception;
}
