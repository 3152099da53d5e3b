package dev.caravan.graph;

import java.util.regex.Pattern;

/** A name or path with {@code *} (within a folder), {@code **} (across folders) and {@code ?}. */
record Glob(Pattern pattern) {

    static Glob of(String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '*' && text.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (letter == '*') {
                regex.append("[^/]*");
            } else if (letter == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(letter)));
            }
        }
        return new Glob(Pattern.compile(regex.toString()));
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }
}
