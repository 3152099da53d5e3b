package dev.caravan.project;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the name that a person most likely meant: the "Did you mean" of every problem. */
public final class Suggestion {
    private static final int LETTERS_A_TYPO = 3;

    private Suggestion() {}

    /** The known name nearest to the given one; none where nothing is near. */
    public static Optional<String> nearest(String given, Collection<String> known) {
        String wanted = given.toLowerCase(Locale.ROOT);
        int furthest = Math.max(1, wanted.length() / LETTERS_A_TYPO);
        return new TreeSet<>(known)
                .stream()
                        .filter(name -> !name.equals(given))
                        .filter(name -> Math.abs(name.length() - wanted.length()) <= furthest)
                        .map(name -> new Candidate(name, distance(wanted, name.toLowerCase(Locale.ROOT))))
                        .filter(candidate -> candidate.distance <= furthest)
                        .min(Comparator.comparingInt(Candidate::distance))
                        .map(Candidate::name);
    }

    /** {@code Did you mean "x"?}, or the other sentence where nothing is near. */
    public static String didYouMean(String given, Collection<String> known, String otherwise) {
        return nearest(given, known)
                .map(name -> "Did you mean \"" + name + "\"?")
                .orElse(otherwise);
    }

    private record Candidate(String name, int distance) {}

    /** Letters to insert, delete, replace or swap with their neighbour (optimal string alignment). */
    private static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            steps[i][0] = i;
        }
        for (int j = 0; j <= to.length(); j++) {
            steps[0][j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            for (int j = 1; j <= to.length(); j++) {
                int replaced = steps[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                steps[i][j] = Math.min(replaced, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
                if (swapped(from, i, to, j)) {
                    steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
                }
            }
        }
        return steps[from.length()][to.length()];
    }

    private static boolean swapped(String from, int i, String to, int j) {
        return i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
    }
}
