package dev.caravan.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueuesTest {
    private static final Queues QUEUES =
            new Queues("caravan", List.of("Group bi", "role analyst", "reporter"), Duration.ofMinutes(5));

    @Test
    void caravanPeopleAndOthersWaitApart() {
        assertThat(QUEUES.document().toPrettyString())
                .isEqualTo(
                        """
                        [ {
                          "name" : "caravan",
                          "auto_wlm" : true,
                          "queue_type" : "auto",
                          "priority" : "high",
                          "query_group" : [ "caravan" ],
                          "concurrency_scaling" : "off"
                        }, {
                          "name" : "readers",
                          "auto_wlm" : true,
                          "queue_type" : "auto",
                          "priority" : "normal",
                          "concurrency_scaling" : "auto",
                          "rules" : [ {
                            "rule_name" : "too_long",
                            "action" : "abort",
                            "predicate" : [ {
                              "metric_name" : "query_execution_time",
                              "operator" : ">",
                              "value" : 300
                            } ]
                          } ],
                          "user_group" : [ "bi" ],
                          "user_role" : [ "analyst" ]
                        }, {
                          "auto_wlm" : true,
                          "queue_type" : "auto",
                          "priority" : "low"
                        }, {
                          "short_query_queue" : true
                        } ]""");
    }

    @Test
    void usersAloneAreInTheLastQueueWhichThenIsTheirs() {
        assertThat(new Queues("caravan", List.of("reporter"), Duration.ZERO)
                        .document()
                        .get(1)
                        .toString())
                .isEqualTo("{\"auto_wlm\":true,\"queue_type\":\"auto\",\"priority\":\"normal\","
                        + "\"concurrency_scaling\":\"auto\"}");
    }

    @Test
    void whatAwsAddsToAQueueIsNoDifference() {
        String held = QUEUES.document().toString();

        assertThat(QUEUES.areIn(held)).isTrue();
        assertThat(QUEUES.areIn(held.replace("\"value\":300", "\"value\":\"300\",\"query_group_wild_card\":0")))
                .isTrue();
        assertThat(QUEUES.areIn(held.replace("300", "200"))).isFalse();
        assertThat(QUEUES.areIn("[{\"auto_wlm\":true}]")).isFalse();
        assertThat(QUEUES.areIn("no JSON")).isFalse();
    }
}
