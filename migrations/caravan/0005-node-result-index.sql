--liquibase formatted sql

--changeset caravan:node-result-index dbms:postgresql
-- Each test asks when it last passed; without an index that reads the history of all nodes.
create index node_result_passed on caravan.node_result (node_id, status, started_at);
--rollback drop index caravan.node_result_passed;
