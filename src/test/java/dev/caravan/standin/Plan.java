package dev.caravan.standin;

/** What becomes of one statement: handed to PostgreSQL in other words, or done by the stand-in in several steps. */
sealed interface Plan {

    String original();

    record Passed(String original, String translated) implements Plan {}

    record Done(String original, Step step, boolean inTransaction) implements Plan {}

    /** The work of a statement that the stand-in does itself. */
    @FunctionalInterface
    interface Step {
        /**
         * @return the command tag
         * @throws Refusal where Redshift would fail
         */
        String run(Work work) throws java.io.IOException;
    }
}
