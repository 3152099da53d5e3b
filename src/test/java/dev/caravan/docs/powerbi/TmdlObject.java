package dev.caravan.docs.powerbi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An object of a TMDL file, read by the rules of Microsoft Learn, "Tabular Model Definition Language": a tab is a level, names
 * with other signs than letters, digits and underscores stand in single quotes, expressions lie deeper than their object.
 */
final class TmdlObject {
    private static final String NAME =
            "[A-Za-z_][A-Za-z0-9_]*|'(?:[^']|'')+'|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|en-US";
    private static final Pattern DECLARATION =
            Pattern.compile("(ref table|ref cultureInfo|database|model|table|column|measure"
                    + "|partition|relationship|expression|cultureInfo|annotation|dataAccessOptions)(?: (" + NAME
                    + "))?(?: =(?: (.*))?)?");
    private static final Pattern PROPERTY = Pattern.compile("([a-z][A-Za-z]*)(?:: (\\S.*))?");
    private static final Pattern SOURCE = Pattern.compile("(source) =");

    /** What may stand in which object; what does not is a typing error, and Power BI Desktop opens nothing. */
    private static final Map<String, Set<String>> PROPERTIES = Map.of(
            "database", Set.of("compatibilityLevel"),
            "model",
                    Set.of(
                            "culture",
                            "defaultPowerBIDataSourceVersion",
                            "discourageImplicitMeasures",
                            "sourceQueryCulture"),
            "dataAccessOptions", Set.of("legacyRedirects", "returnErrorValuesAsNull"),
            "table", Set.of("lineageTag", "dataCategory"),
            "column",
                    Set.of(
                            "dataType",
                            "isHidden",
                            "isKey",
                            "formatString",
                            "lineageTag",
                            "summarizeBy",
                            "sourceColumn",
                            "sortByColumn"),
            "measure", Set.of("formatString", "lineageTag"),
            "partition", Set.of("mode", "source"),
            "relationship", Set.of("isActive", "toCardinality", "fromColumn", "toColumn"),
            "expression", Set.of("lineageTag"));

    final String kind;
    final String name;
    final String expression;
    final Map<String, String> properties = new LinkedHashMap<>();
    final List<TmdlObject> children = new ArrayList<>();

    private TmdlObject(String kind, String name, String expression) {
        this.kind = kind;
        this.name = name;
        this.expression = expression;
    }

    /** @throws IllegalArgumentException with the line that breaks a rule */
    static List<TmdlObject> read(String text) {
        TmdlObject root = new TmdlObject("", "", "");
        List<TmdlObject> open = new ArrayList<>(List.of(root));
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank()) {
                continue;
            }
            int depth = depth(line);
            String content = line.substring(depth);
            require(!content.startsWith(" "), line, "is indented by blanks");
            if (content.startsWith("///")) {
                require(isDescribed(lines, i, depth), line, "describes nothing");
                continue;
            }
            require(depth < open.size(), line, "is indented too deep");
            open.subList(depth + 1, open.size()).clear();
            TmdlObject owner = open.get(depth);
            String below = expressionBelow(lines, i, depth);
            i += (int) below.lines().count();
            owner.add(line, content, below).ifPresent(open::add);
        }
        return root.children;
    }

    private Optional<TmdlObject> add(String line, String content, String below) {
        Matcher source = SOURCE.matcher(content);
        Matcher declaration = DECLARATION.matcher(content);
        if (kind.equals("partition") && source.matches()) {
            put("source", below, line);
            return Optional.empty();
        }
        if (declaration.matches()) {
            String inline = Optional.ofNullable(declaration.group(3)).orElse("");
            TmdlObject child = new TmdlObject(
                    declaration.group(1), unquoted(declaration.group(2)), inline.isEmpty() ? below : inline);
            require(children.stream().noneMatch(child::clashes), line, "is there twice");
            children.add(child);
            return Optional.of(child);
        }
        Matcher property = PROPERTY.matcher(content);
        require(property.matches(), line, "is neither an object nor a property");
        require(children.isEmpty() || kind.isEmpty(), line, "is a property after an object");
        put(property.group(1), Optional.ofNullable(property.group(2)).orElse("true"), line);
        return Optional.empty();
    }

    private void put(String property, String value, String line) {
        require(PROPERTIES.getOrDefault(kind, Set.of()).contains(property), line, "is no property of a " + kind);
        require(properties.putIfAbsent(property, value) == null, line, "is there twice");
    }

    /** Measures and columns of a table share their names, and capitals do not count. */
    private boolean clashes(TmdlObject other) {
        Set<String> fields = Set.of("measure", "column");
        boolean sameKind = kind.equals(other.kind) || fields.contains(kind) && fields.contains(other.kind);
        return sameKind && name.equalsIgnoreCase(other.name);
    }

    private static String expressionBelow(List<String> lines, int declared, int depth) {
        List<String> below = new ArrayList<>();
        if (lines.get(declared).endsWith(" =")) {
            for (int i = declared + 1;
                    i < lines.size() && (lines.get(i).isBlank() || depth(lines.get(i)) > depth + 1);
                    i++) {
                below.add(lines.get(i));
            }
            while (!below.isEmpty() && below.get(below.size() - 1).isBlank()) {
                below.remove(below.size() - 1);
            }
            require(!below.isEmpty(), lines.get(declared), "has no expression below it");
        }
        return String.join("\n", below);
    }

    private static boolean isDescribed(List<String> lines, int description, int depth) {
        String next = lines.get(description + 1);
        return depth(next) == depth && !next.isBlank();
    }

    private static int depth(String line) {
        int depth = 0;
        while (depth < line.length() && line.charAt(depth) == '\t') {
            depth++;
        }
        return depth;
    }

    static String unquoted(String name) {
        if (name == null) {
            return "";
        }
        return name.startsWith("'") ? name.substring(1, name.length() - 1).replace("''", "'") : name;
    }

    /** {@code dim_coin.coin_id} as table and column. */
    static List<String> column(String reference) {
        Matcher matcher = Pattern.compile("(" + NAME + ")\\.(" + NAME + ")").matcher(reference);
        require(matcher.matches(), reference, "names no column of a table");
        return List.of(unquoted(matcher.group(1)), unquoted(matcher.group(2)));
    }

    List<TmdlObject> all(String wanted) {
        return children.stream().filter(child -> child.kind.equals(wanted)).toList();
    }

    Set<String> names(String wanted) {
        Set<String> names = new HashSet<>();
        all(wanted).forEach(child -> names.add(child.name));
        return names;
    }

    private static void require(boolean holds, String line, String what) {
        if (!holds) {
            throw new IllegalArgumentException("\"" + line.strip() + "\" " + what);
        }
    }
}
