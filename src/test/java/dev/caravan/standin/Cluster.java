package dev.caravan.standin;

import software.amazon.awssdk.services.s3.S3Client;

/** What the sessions of one stand-in share. Safe for many threads. */
record Cluster(int backendPort, S3Client s3, SystemTables systemTables, History history, Faults faults) {}
