package io.forge.json;

/**
 * Where in a request something stands, for messages.
 *
 * @param list the list that it is an element of; empty for the request itself
 * @param index which element
 */
record Place(String list, int index) {

    /** The request itself. */
    static final Place REQUEST = new Place("", 0);

    /** How a property of the object at this place is called. */
    String property(String key) {
        return list.isEmpty() ? "Property '%s'".formatted(key) : "Property '%s[%s].%s'".formatted(list, index, key);
    }

    @Override
    public String toString() {
        return list.isEmpty() ? "The body" : "Property '%s[%s]'".formatted(list, index);
    }
}
