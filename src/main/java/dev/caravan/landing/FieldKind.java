package dev.caravan.landing;

/** What a value of a JSON answer is; null is none of them. */
public enum FieldKind {
    text,
    number,
    bool,
    object,
    list;

    /** The word for it in a sentence. */
    @Override
    public String toString() {
        return this == bool ? "boolean" : name();
    }
}
