package io.gemello.series.gateway.influxql;

import io.gemello.series.gateway.data.TooMuch;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Answers requests of one or more statements. */
public final class InfluxQl {
    private InfluxQl() {}

    /** What a client gets: written as JSON or CSV. */
    public static final class Answers {
        private final List<Question.Answer> answers;

        private Answers(List<Question.Answer> answers) {
            this.answers = answers;
        }

        /** @param unitNanos of times; 0 for RFC 3339 */
        public byte[] json(long unitNanos, boolean pretty) {
            return new JsonAnswer(unitNanos, pretty).of(answers);
        }

        /** @param unitNanos of times; 0 for nanoseconds */
        public byte[] csv(long unitNanos) {
            return CsvAnswer.of(answers, unitNanos);
        }
    }

    /** @throws QueryProblem where the whole request is refused: it cannot be read, or lies outside the subset @throws java.io.UncheckedIOException when the store does not answer */
    public static Answers answer(String text, Question question) {
        List<Question.Answer> answers = new ArrayList<>();
        for (Statement statement : Parser.parse(text)) {
            answers.add(one(statement, question));
            if (answers.get(answers.size() - 1).error() != null) {
                // InfluxDB does not go on either.
                break;
            }
        }
        return new Answers(answers);
    }

    private static Question.Answer one(Statement statement, Question question) {
        try {
            if (statement instanceof Select select) {
                select.sources().forEach(source -> check(question, source.database()));
                return new Question.Answer(new SelectRun(select, question.visible(), question.scan().get(), question.now(), question.mostRows()).run(), null, select.zone());
            }
            if (statement instanceof Show show) {
                if (show.kind() != Show.Kind.DATABASES) {
                    check(question, show.database());
                }
                return new Question.Answer(new ShowRun(show, question.visible(), question.databases()).run(), null, ZoneOffset.UTC);
            }
            MakeDatabase make = (MakeDatabase) statement;
            if (!question.knows().test(make.name())) {
                throw QueryProblem.running("databases cannot be made here; this Gemello has " + question.databases() + ", see buckets in etc/io.gemello.series.gateway.cfg");
            }
            return new Question.Answer(List.of(), null, ZoneOffset.UTC);
        } catch (QueryProblem problem) {
            if (problem.parsing()) {
                throw problem;
            }
            return new Question.Answer(List.of(), problem.getMessage(), ZoneOffset.UTC);
        } catch (TooMuch limit) {
            return new Question.Answer(List.of(), limit.getMessage(), ZoneOffset.UTC);
        }
    }

    /** @param named in the statement; null for none */
    private static void check(Question question, String named) {
        String database = named != null ? named : question.database();
        if (database == null || database.isEmpty()) {
            throw QueryProblem.running("database name required");
        }
        if (!question.knows().test(database)) {
            throw QueryProblem.running("database not found: " + database);
        }
    }
}
