package io.forge.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes the private folders of processes that were killed. */
final class StaleFolders {

    private static final Logger LOG = LoggerFactory.getLogger(StaleFolders.class);

    private StaleFolders() {}

    /**
     * Deletes what it can; nothing depends on it.
     *
     * @param own a folder of this user's: those of others are left alone, as they could be made to lead elsewhere
     */
    static void delete(Path parent, PrivateFolder own) {
        String prefix = PrivateFolder.prefixOfThisProcess();
        try (var folders = Files.newDirectoryStream(parent, PrivateFolder.PREFIX + "*")) {
            var user = Files.getOwner(own.path());
            for (var folder : folders) {
                if (!folder.getFileName().toString().startsWith(prefix)) {
                    delete(folder, user);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("What killed processes have left in {} cannot be listed", parent, e);
        }
    }

    private static void delete(Path folder, UserPrincipal user) {
        try {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(user)) {
                PrivateFolder.deleteIfLeft(folder);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("{}, which a killed process has left, cannot be deleted", folder, e);
        }
    }
}
