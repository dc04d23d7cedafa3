package io.gemello.api.deploy;

import java.io.IOException;
import java.io.InputStream;
import org.osgi.annotation.versioning.ProviderType;

/** The one door for bundles and features that come at run time: whatever arrives here lies in {@code DATA/deploy} and obeys its rules. Any thread; blocks while it checks and installs. */
@ProviderType
public interface DeployFolder {
    /**
     * Checks the whole file, puts it into the folder and installs or updates from it. What is refused leaves nothing behind.
     *
     * @param fileName its last path segment counts; {@code .jar} or {@code .json}
     * @return what became of it, one sentence
     * @throws Refused naming what is wrong and what to do
     * @throws IOException when the disk or the sender fails
     */
    String put(String fileName, InputStream content) throws IOException;

    /** A file that may not come in. */
    final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        public Refused(String sentence) {
            super(sentence);
        }
    }
}
