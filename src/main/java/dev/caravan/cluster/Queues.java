package dev.caravan.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The queues of a provisioned cluster: Caravan's own, one of readers, which other clusters help out with when it is full,
 * and that of everybody else. Format: Redshift management guide, "Workload management", properties of
 * {@code wlm_json_configuration}; database guide, "Query monitoring rules".
 *
 * @param queryGroup by which Caravan's sessions are known
 * @param readers as in {@code readers.roles}; queues know groups and roles, and no single users
 * @param longestRead after which a reader's query is ended; zero for never
 */
record Queues(String queryGroup, List<String> readers, Duration longestRead) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern GROUP = Pattern.compile("(?i)group\\s+(.+)");
    private static final Pattern ROLE = Pattern.compile("(?i)role\\s+(.+)");

    Queues {
        readers = List.copyOf(readers);
    }

    /** Readers who are single users are in the last queue, which takes whoever fits no other. */
    ArrayNode document() {
        List<String> groups = named(GROUP);
        List<String> roles = named(ROLE);
        ArrayNode queues = JsonNodeFactory.instance.arrayNode();
        ObjectNode own = queue(queues.addObject().put("name", "caravan"), "high");
        own.putArray("query_group").add(queryGroup);
        own.put("concurrency_scaling", "off");
        if (groups.isEmpty() && roles.isEmpty()) {
            forReaders(queue(queues.addObject(), "normal"));
        } else {
            ObjectNode many = forReaders(queue(queues.addObject().put("name", "readers"), "normal"));
            groups.forEach(many.putArray("user_group")::add);
            roles.forEach(many.putArray("user_role")::add);
            queue(queues.addObject(), "low");
        }
        queues.addObject().put("short_query_queue", true);
        return queues;
    }

    /** Whether AWS holds our queues; it may hold properties that we leave to it. */
    boolean areIn(String held) {
        try {
            return isIn(document(), JSON.readTree(held));
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean isIn(JsonNode wished, JsonNode held) {
        if (wished.isArray()) {
            return held.isArray()
                    && wished.size() == held.size()
                    && IntStream.range(0, wished.size()).allMatch(i -> isIn(wished.get(i), held.get(i)));
        }
        return wished.isObject()
                ? wished.properties().stream()
                        .allMatch(property -> isIn(property.getValue(), held.path(property.getKey())))
                : wished.asText().equals(held.asText());
    }

    private static ObjectNode queue(ObjectNode queue, String priority) {
        return queue.put("auto_wlm", true).put("queue_type", "auto").put("priority", priority);
    }

    private ObjectNode forReaders(ObjectNode queue) {
        queue.put("concurrency_scaling", "auto");
        if (!longestRead.isZero()) {
            ObjectNode rule = queue.putArray("rules").addObject();
            rule.put("rule_name", "too_long").put("action", "abort");
            rule.putArray("predicate")
                    .addObject()
                    .put("metric_name", "query_execution_time")
                    .put("operator", ">")
                    .put("value", longestRead.toSeconds());
        }
        return queue;
    }

    private List<String> named(Pattern kind) {
        return readers.stream()
                .map(kind::matcher)
                .filter(Matcher::matches)
                .map(name -> name.group(1))
                .toList();
    }
}
