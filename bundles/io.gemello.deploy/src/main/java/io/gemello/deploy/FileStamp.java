package io.gemello.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** By what a changed file is told from the one that was read; {@code key} is the inode, so a renamed file is a new one. */
record FileStamp(long size, FileTime modified, Object key) {
    /** @return null when it is no regular file, or not there */
    static FileStamp of(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.isRegularFile() ? new FileStamp(now.size(), now.lastModifiedTime(), now.fileKey()) : null;
        } catch (IOException gone) {
            return null;
        }
    }
}
