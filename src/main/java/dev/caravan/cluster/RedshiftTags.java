package dev.caravan.cluster;

import java.util.List;
import software.amazon.awssdk.services.redshift.model.Tag;

/** Our tags in the words of Redshift's own service. */
record RedshiftTags(Owner owner) {

    List<Tag> all() {
        return owner.tags().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    boolean own(List<Tag> found) {
        return owner.owns(found, Tag::key, Tag::value);
    }
}
