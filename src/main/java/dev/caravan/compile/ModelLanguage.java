package dev.caravan.compile;

import dev.caravan.project.Suggestion;
import freemarker.cache.StringTemplateLoader;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.core._CoreAPI;
import freemarker.template.Configuration;
import freemarker.template.SimpleHash;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateDirectiveModel;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.Version;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * FreeMarker as the model language: what every template can call, and nothing that reaches a class, a file or the
 * network. One instance a compilation; safe to use from many threads.
 */
@SuppressWarnings("deprecation") // FreeMarker has no other way to learn the macros of a template
final class ModelLanguage {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final Version VERSION = Configuration.VERSION_2_3_34;
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(passw|secret|token|credential|private|access_?key|api_?key).*");
    /** Almost no file has these words: only such a one is written out again to see where they stand. */
    private static final Pattern MAY_MAKE_TEMPLATES = Pattern.compile("interpret|eval");

    private static final Pattern MAKES_TEMPLATES = Pattern.compile("\\?(?:interpret|eval)\\b");
    // A directive of ours renders macros and model: an error then knows its line, wherever it happens.
    private static final String ROOT = "<@caravan_render/>";
    private static final String RENDER = "caravan_render";
    private static final List<String> OF_EACH_FILE =
            List.of("config", "is_incremental", "last_passed", "ref", "source", "this", "unseen_batches");

    private final CompileSettings settings;
    private final Problems problems;
    private final RenderLimits limits;
    private final TemplateProblems templateProblems;
    private final Configuration configuration;
    private final Template root;
    private final boolean brokenMacros;
    private final List<ParsedFile> macros = new ArrayList<>();
    private final Map<String, Object> everywhere = new TreeMap<>();

    ModelLanguage(CompileSettings settings, List<SourceFile> macroFiles, Problems problems) {
        this.settings = settings;
        this.problems = problems;
        this.limits = new RenderLimits(settings.longestRendering());
        this.templateProblems = new TemplateProblems(problems);
        this.configuration = configuration(macroFiles);
        this.root = template("caravan", ROOT);
        everywhere.putAll(DialectFunctions.of(settings.dialect()));
        everywhere.put("var", new LanguageFunction("var(name[, default])", 1, 2, this::variable));
        everywhere.put("env_var", new LanguageFunction("env_var(name[, default])", 1, 2, this::environmentVariable));
        everywhere.put("param", new LanguageFunction("param(name, type[, default])", 2, 3, this::misplacedParameter));
        everywhere.put("is_backfill", new LanguageFunction("is_backfill()", 0, 0, given -> settings.backfill()
                .isPresent()));
        everywhere.put("backfill_from", backfillEnd("backfill_from()", BatchRange::from));
        everywhere.put("backfill_until", backfillEnd("backfill_until()", BatchRange::until));
        everywhere.put("id_set", new LanguageFunction("id_set(select)", 1, 1, ModelLanguage::idSet));
        everywhere.put(
                "target",
                Map.of("name", settings.targetName(), "type", settings.dialect().name()));
        macroFiles.forEach(file -> parse(file).ifPresent(macros::add));
        this.brokenMacros = macros.size() < macroFiles.size();
        reportRepeatedMacros();
    }

    private static Configuration configuration(List<SourceFile> macroFiles) {
        StringTemplateLoader loader = new StringTemplateLoader();
        macroFiles.forEach(file -> loader.putTemplate(file.path(), file.text()));
        Configuration configuration = new Configuration(VERSION);
        configuration.setTemplateLoader(loader);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        // wraps texts, numbers, booleans, lists and maps, and refuses every other object
        configuration.setObjectWrapper(new SimpleObjectWrapper(VERSION));
        configuration.setTagSyntax(Configuration.AUTO_DETECT_TAG_SYNTAX);
        // #{…} is plain text of PostgreSQL's JSON operators
        configuration.setInterpolationSyntax(Configuration.DOLLAR_INTERPOLATION_SYNTAX);
        configuration.setCustomNumberFormats(Map.of(PlainNumbers.NAME, new PlainNumbers()));
        configuration.setNumberFormat("@" + PlainNumbers.NAME);
        configuration.setBooleanFormat("c");
        configuration.setLocale(Locale.ROOT);
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
        configuration.setLocalizedLookup(false);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
        return configuration;
    }

    /** A later file would silently take the place of an earlier one, or of a word of the language. */
    private void reportRepeatedMacros() {
        Map<String, String> owners = new TreeMap<>();
        everywhere.keySet().forEach(name -> owners.put(name, "the model language"));
        OF_EACH_FILE.forEach(name -> owners.put(name, "the model language"));
        for (ParsedFile file : macros) {
            for (String name : macroNames(file)) {
                String owner = owners.putIfAbsent(name, file.source().path());
                if (owner != null) {
                    problems.add(
                            file.source().place(),
                            "defines \"" + name + "\", which " + owner + " has already",
                            "Give it another name.");
                }
            }
        }
    }

    CompileSettings settings() {
        return settings;
    }

    Problems problems() {
        return problems;
    }

    /** Whether a file of macros is no template: models would then fail for the lack of what it defines. */
    boolean hasBrokenMacros() {
        return brokenMacros;
    }

    /** Nothing where the file is no template; the problem is told. */
    Optional<ParsedFile> parse(SourceFile file) {
        try {
            Template template = new Template(file.path(), file.text(), configuration);
            _CoreAPI.addThreadInterruptedChecks(template);
            if (MAY_MAKE_TEMPLATES.matcher(file.text()).find() && makesTemplates(template)) {
                problems.add(
                        file.place(),
                        "makes a template of a text, by ?interpret or ?eval",
                        "Write what it does where it stands: a reader of the file must see it.");
                return Optional.empty();
            }
            return Optional.of(new ParsedFile(file, template));
        } catch (ParseException e) {
            templateProblems.add(e, file);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("a template in memory cannot be read", e);
        }
    }

    /** Such a template is not in the files that people review, and its loops ask for no interruption. */
    private static boolean makesTemplates(Template template) throws IOException {
        StringWriter canonical = new StringWriter();
        template.dump(canonical);
        return MAKES_TEMPLATES.matcher(canonical.toString()).find();
    }

    /** Renders a template that knows the language and the given values. Nothing where that fails, which is told. */
    Optional<String> render(ParsedFile file, Map<String, ? extends TemplateModel> ofThisFile) {
        Map<String, Object> known = new TreeMap<>(everywhere);
        known.putAll(ofThisFile);
        known.put(RENDER, renderer(file));
        Writer out = new RenderLimits.LimitedWriter(file.source().text().length() * 2);
        try {
            return Optional.of(limits.hold(() -> {
                root.process(new SimpleHash(known, configuration.getObjectWrapper()), out);
                return out.toString();
            }));
        } catch (RenderLimits.ExceededException e) {
            problems.add(file.source().place(), e.what(), e.remedy());
        } catch (ExecutionException e) {
            tell(e.getCause(), file.source(), known);
        }
        return Optional.empty();
    }

    private void tell(Throwable failure, SourceFile file, Map<String, Object> known) {
        if (failure instanceof RenderLimits.TooLongException tooLong) {
            RenderLimits.ExceededException exceeded = tooLong.exceeded();
            problems.add(file.place(), exceeded.what(), exceeded.remedy());
        } else if (failure instanceof TemplateException e) {
            templateProblems.add(e, file, callable(known));
        } else if (failure instanceof StackOverflowError) {
            problems.add(
                    file.place(),
                    "calls macros that call each other without end",
                    "Give the recursion a condition that ends it.");
        } else {
            throw new IllegalStateException("a template in memory cannot be rendered", failure);
        }
    }

    /** Macros first, their text between definitions thrown away; then the model, which sees all of them. */
    private TemplateDirectiveModel renderer(ParsedFile file) {
        return (environment, parameters, loopVariables, body) -> {
            Writer out = environment.getOut();
            environment.setOut(Writer.nullWriter());
            for (ParsedFile macro : macros) {
                environment.include(macro.template());
            }
            environment.setOut(out);
            environment.include(file.template());
        };
    }

    private TreeSet<String> callable(Map<String, Object> known) {
        TreeSet<String> names = new TreeSet<>(known.keySet());
        names.remove(RENDER);
        macros.forEach(macro -> names.addAll(macroNames(macro)));
        return names;
    }

    private static TreeSet<String> macroNames(ParsedFile file) {
        TreeSet<String> names = new TreeSet<>();
        for (Object name : file.template().getMacros().keySet()) {
            names.add(name.toString());
        }
        return names;
    }

    /** A timestamp; in no backfill one that a template may write and that no batch is as old as. */
    private LanguageFunction backfillEnd(String signature, Function<BatchRange, Instant> end) {
        Instant instant = settings.backfill().map(end).orElse(Instant.EPOCH);
        String literal = "timestamp '" + TIMESTAMP.format(instant.atOffset(ZoneOffset.UTC)) + "'";
        return new LanguageFunction(signature, 0, 0, given -> literal);
    }

    private Object misplacedParameter(List<Object> given) throws TemplateModelException {
        problems.add(
                TemplateProblems.here(),
                "param(\"" + TemplateValues.text(given.get(0)) + "\") stands outside of an analysis",
                "A model is built with no one there to give it values: use var, or move the select to analyses/.");
        return "null";
    }

    /** A longer one stands on lines of its own. */
    private static Object idSet(List<Object> given) throws TemplateModelException {
        String select = TemplateValues.text(given.get(0)).strip();
        return select.contains("\n") ? "\n" + Select.mark(select) + "\n" : Select.mark(select);
    }

    private Object variable(List<Object> given) throws TemplateModelException {
        SortedMap<String, String> variables = settings.variables();
        return valueOf(
                "var",
                variables,
                given,
                name -> Suggestion.didYouMean(
                        name,
                        variables.keySet(),
                        "Set var." + name + " in the environment, give --var " + name + "=VALUE, or a default: var(\""
                                + name + "\", \"…\")."));
    }

    private Object environmentVariable(List<Object> given) throws TemplateModelException {
        return valueOf(
                "env_var",
                settings.processEnvironment(),
                given,
                name -> "Set " + name + " in the process environment, or give a default: env_var(\"" + name
                        + "\", \"…\").");
    }

    /** @param given a name, and perhaps what stands in where nothing has it */
    private Object valueOf(
            String function, SortedMap<String, String> values, List<Object> given, UnaryOperator<String> remedy)
            throws TemplateModelException {
        String name = TemplateValues.text(given.get(0));
        if (isSecret(function, name)) {
            return "";
        }
        String value = values.get(name);
        if (value != null) {
            return value;
        }
        if (given.size() > 1) {
            return given.get(1);
        }
        problems.add(TemplateProblems.here(), function + "(\"" + name + "\") is not set", remedy.apply(name));
        return "";
    }

    private boolean isSecret(String function, String name) {
        boolean secret = SECRET.matcher(name).matches();
        if (secret) {
            problems.add(
                    TemplateProblems.here(),
                    function + "(\"" + name + "\") asks for a secret",
                    "Compiled SQL is written to files and logs; a secret must not get there.");
        }
        return secret;
    }

    private Template template(String name, String text) {
        try {
            return new Template(name, text, configuration);
        } catch (IOException e) {
            throw new UncheckedIOException("a template in memory cannot be read", e);
        }
    }
}
