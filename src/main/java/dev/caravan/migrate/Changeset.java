package dev.caravan.migrate;

import static java.util.Objects.requireNonNull;

/** One change of a changelog. {@code file} is relative to the project. */
public record Changeset(String file, String author, String id) {
    public Changeset {
        requireNonNull(file, "file is null");
        requireNonNull(author, "author is null");
        requireNonNull(id, "id is null");
    }

    static Changeset of(liquibase.changelog.ChangeSet changeSet) {
        return new Changeset(changeSet.getFilePath(), changeSet.getAuthor(), changeSet.getId());
    }

    @Override
    public String toString() {
        return file + ", changeset " + author + ":" + id;
    }
}
