package io.forge.testkit;

import java.net.URI;
import javax.tools.SimpleJavaFileObject;

/** Source code that lies in no file. */
final class SourceText extends SimpleJavaFileObject {

    private final String code;

    SourceText(String className, String code) {
        super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
        this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return code;
    }
}
