package dev.caravan.docs.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The page's own files, which lie on the class path below {@code web/}, in a jar or in folders. */
public final class FrontEnd {
    private static final String FOLDER = "web";
    private static final String MODE = "mode.js";

    private FrontEnd() {}

    /** Copies all of them, and tells the page that nobody answers it. */
    public static void copyTo(StaticFolder site) {
        try {
            for (URI root : roots()) {
                if (root.getScheme().equals("jar")) {
                    try (FileSystem jar = FileSystems.newFileSystem(root, Map.of())) {
                        copy(jar.getPath(FOLDER), site);
                    }
                } else {
                    copy(Path.of(root), site);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the page's files cannot be read", e);
        }
        site.text(MODE, "\"use strict\";\n(window.caravan = window.caravan || {}).mode = \"static\";\n");
    }

    private static List<URI> roots() throws IOException {
        List<URI> roots = new ArrayList<>();
        Enumeration<URL> found = FrontEnd.class.getClassLoader().getResources(FOLDER + "/");
        while (found.hasMoreElements()) {
            try {
                roots.add(found.nextElement().toURI());
            } catch (URISyntaxException e) {
                throw new IllegalStateException("the class path has a place that is none", e);
            }
        }
        return roots;
    }

    private static void copy(Path root, StaticFolder site) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                site.bytes(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
    }
}
