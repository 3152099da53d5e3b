package dev.caravan.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.project.CaravanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a template can write reaches a class, a file or the network. */
class SandboxTest {
    @TempDir
    Path directory;

    private Path secret;
    private SmallProject project;

    @BeforeEach
    void start() throws IOException {
        secret = Files.writeString(directory.resolve("secret.txt"), "hunter2");
        project = new SmallProject(directory.resolve("project"));
        project.file("models/star/other.sql", "select 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${'x'?new()}",
                "${'freemarker.template.utility.Execute'?new()('id')}",
                "<#assign run = 'freemarker.template.utility.Execute'?new()>${run('id')}",
                "${'freemarker.template.utility.ObjectConstructor'?new()('java.io.File', 'SECRET')}",
                "${'freemarker.template.utility.JythonRuntime'?new()}",
                "<#assign t = '<#assign e = 1>'?interpret><@t />",
                "${'freemarker.template.utility.Execute'?eval?new()('id')}"
            })
    void noClassIsMade(String template) {
        refuses(template);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${target?api}",
                "${target?api.class}",
                "${this?api.getClass()}",
                "${[1]?api.class.protectionDomain}",
                "${'a'?api.bytes}"
            })
    void noJavaObjectIsSeen(String template) {
        refuses(template);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${target.class}",
                "${target.class.classLoader}",
                "${'a'.class}",
                "${'a'.getClass()}",
                "${this.class}",
                "${this.getClass().forName('java.lang.Runtime')}",
                "${ref('other').relation}",
                "${ref.class}",
                "${ref.getClass()}",
                "${var.settings}",
                "${.data_model.ref.class}",
                "${.data_model.caravan_render.class}",
                "${.globals.target.class.name}",
                "${.main.ref.settings}",
                "${Static['java.lang.System']}",
                "${statics['java.lang.Runtime']}",
                "${Session}",
                "${Application}"
            })
    void noClassIsReachedThroughAValue(String template) {
        refuses(template);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<#include '/etc/passwd'>",
                "<#include 'SECRET'>",
                "<#include 'file://SECRET'>",
                "<#include 'file:SECRET' parse=false>",
                "<#include '../../../secret.txt'>",
                "<#include '/../secret.txt'>",
                "<#include '*/secret.txt'>",
                "<#include 'http://127.0.0.1:1/x'>",
                "<#include 'https://127.0.0.1:1/x'>",
                "<#import 'SECRET' as x>",
                "<#import '/etc/passwd' as x>",
                "<#import 'http://127.0.0.1:1/x' as x>",
                "<#include 'models/star/other.sql'>",
                "<#include '/environments/test.properties'>",
                "${.get_optional_template('SECRET').exists?c?number}"
            })
    void noFileIsReadAndNoHostAsked(String template) {
        refuses(template.replace("SECRET", secret.toString()));
    }

    @Test
    void whatIsRefusedIsToldInPlainWords() {
        project.file("models/star/a.sql", "select ${this?api}");
        project.file("models/star/b.sql", "<#include '/etc/passwd'>");
        project.file("models/star/c.sql", "${'freemarker.template.utility.Execute'?new()('id')}");

        assertThatThrownBy(project::compile)
                .hasMessage(
                        """
                        models/star/a.sql:1: asks for "?api"
                            Templates know texts, numbers, booleans and lists, and nothing of Java.
                        models/star/b.sql:1: includes "/etc/passwd"
                            Macros of models/macros/*.ftl are known without that; no other file can be read.
                        models/star/c.sql:1: asks for "freemarker.template.utility.Execute"
                            Templates know texts, numbers, booleans and lists, and nothing of Java.""");
    }

    @Test
    void aTemplateThatIsNotThereStaysAway() {
        project.file("models/star/a.sql", "select <#assign t = .get_optional_template('" + secret + "')>${t.exists}");

        assertThat(project.sql("a")).isEqualTo("select false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${'2 + 3'?eval}",
                "${'2 + 3'? eval}",
                "<#assign t = '${1}'?interpret><@t />",
                "[#assign t = '1'?<#-- hidden -->interpret][@t /]",
                "${[('x?inter' + 'pret')?eval]?size}"
            })
    void noTextIsMadeIntoATemplate(String template) {
        project.file("models/star/a.sql", template);

        assertThatThrownBy(project::compile)
                .hasMessage(
                        """
                models/star/a.sql: makes a template of a text, by ?interpret or ?eval
                    Write what it does where it stands: a reader of the file must see it.""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<#list 1.. as x></#list>",
                "<#function fib n><#if n < 2><#return n></#if><#return fib(n - 1) + fib(n - 2)></#function>${fib(90)}",
                "<#attempt><#list 1.. as x></#list><#recover>1</#attempt>",
                // asks for no interruption: its thread is left behind
                "${(1..300000000)?filter(x -> false)?first!0}"
            })
    void whatNeverEndsIsEnded(String template) {
        project.file("models/star/a.sql", "select " + template).longestRendering(Duration.ofSeconds(1));

        assertThatThrownBy(project::compile)
                .hasMessage(
                        """
                models/star/a.sql: does not end within 1 s
                    Give its loop or recursion a condition that ends it.""");
    }

    @Test
    void whatWritesWithoutEndIsEnded() {
        project.file("models/star/a.sql", "select <#list 1.. as x>${x},</#list>");

        assertThatThrownBy(project::compile)
                .hasMessage(
                        """
                models/star/a.sql: writes more than 10 million characters
                    No warehouse takes such a statement: give the loop a condition that ends it.""");
    }

    @Test
    void theProcessEnvironmentIsAskedByNameAlone() {
        project.processVariable("PATH_TO_IT", "here");
        project.file("models/star/a.sql", "select ${env_var('PATH_TO_IT')} ${.data_model?keys?join(' ')}");

        assertThat(project.sql("a"))
                .isEqualTo(
                        "select here backfill_from backfill_until caravan_render config date_add date_diff date_trunc earliest env_var"
                                + " generate_series hash_key id_set is_backfill is_incremental latest param ref regexp_matches"
                                + " regexp_replace safe_cast source split_part string_agg target this time_bucket"
                                + " timestamp_of_millis type var");
    }

    @Test
    void theDirectiveThatRendersCannotBeUsedToRecurse() {
        project.file("models/star/a.sql", "select 1 <@caravan_render />");

        assertThatThrownBy(project::compile)
                .isInstanceOf(CaravanException.class)
                .hasMessage("models/star/a.sql: calls macros that call each other without end\n"
                        + "    Give the recursion a condition that ends it.");
    }

    @Test
    void whatOneTemplateSetsNoOtherSees() {
        project.file("models/star/a.sql", "<#global x = 1><#assign ref = 'mine'>select ${x} ${ref}");
        project.file("models/star/b.sql", "select ${x!'nothing'} from ${ref('other')}");

        assertThat(project.sql("b")).isEqualTo("select nothing from \"star\".\"other\"");
    }

    private void refuses(String template) {
        project.file("models/star/a.sql", "select " + template);

        assertThatThrownBy(project::compile)
                .isInstanceOf(CaravanException.class)
                .hasMessageMatching("(?s)models/star/a\\.sql(:1)?: .*")
                .hasMessageNotContainingAny("hunter2", "root:");
    }
}
