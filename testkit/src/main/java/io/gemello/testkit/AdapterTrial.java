package io.gemello.testkit;

import java.util.Map;

/** An adapter under test and the source that it reads. */
@SuppressWarnings("try") // taking down may be interrupted, as waiting for a process is
public interface AdapterTrial extends Trial {
    /** An address of the source's. */
    String address();

    /**
     * Makes the source say this value at {@link #address()}: once, or until it is told another. At the beginning a source that
     * is asked says some number. Where a source only speaks to those who listen already, it speaks again to whom comes later.
     */
    void say(double value) throws Exception;

    /** Takes the source away, as a power cut or an unplugged cable would. */
    void away() throws Exception;

    /** Brings the source back; it may say what it said before. */
    void back() throws Exception;

    /**
     * Makes the source take a connection or a question and say nothing more. Where it is asked it returns when somebody waits
     * for its answer. A source that cannot hang goes away.
     */
    default void hang() throws Exception {
        away();
    }

    /**
     * What a broken or hostile source could say at {@link #address()}, each under a name for the report: bytes that are no
     * text, text that is no number, endless lines, torn JSON. Each is sent, and must leave a trace: a sample (the core knows
     * what is no number), a count of what was lost, or a status with a message.
     */
    Map<String, Step> rubbish();

    /** A first value comes through. */
    @Override
    default void untilItWorks(FakeIntake intake) throws Exception {
        intake.want(address());
        Until.holds("the status is CONNECTED", patience(), () -> Seen.connected(intake));
        say(20);
        Until.holds("a sample at " + address(), patience(), () -> Seen.value(intake, address(), 20));
    }
}
