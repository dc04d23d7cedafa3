package io.gemello.launcher;

import java.util.List;

/** The generated POM that fetches the foreign bundles of the feature files: those, and nothing that they depend on. */
final class CollectPom {
    private CollectPom() {}

    static String of(List<ArtifactId> foreign) {
        StringBuilder pom = new StringBuilder("""
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <parent><groupId>io.gemello</groupId><artifactId>gemello-cnf</artifactId><version>%s</version><relativePath>../../cnf/pom.xml</relativePath></parent>
              <artifactId>gemello-collect</artifactId>
              <packaging>pom</packaging>
              <dependencies>
            """.formatted(Home.version()));
        for (ArtifactId id : foreign) {
            pom.append("    <dependency><groupId>").append(id.group()).append("</groupId><artifactId>").append(id.artifact())
                .append("</artifactId><version>").append(id.version()).append("</version><type>").append(id.type()).append("</type>");
            if (!id.classifier().isEmpty()) {
                pom.append("<classifier>").append(id.classifier()).append("</classifier>");
            }
            pom.append("<scope>compile</scope><exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency>\n");
        }
        return pom.append("  </dependencies>\n</project>\n").toString();
    }
}
