package dev.caravan.compile;

import freemarker.template.Template;

/** A file whose template has no syntax error. */
record ParsedFile(SourceFile source, Template template) {}
