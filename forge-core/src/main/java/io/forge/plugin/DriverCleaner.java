package io.forge.plugin;

import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Takes the JDBC drivers of a plugin out of {@link DriverManager}, which would keep its classes for ever.
 *
 * <p>It lets nobody see, or take out, the drivers of another class loader: so this class is defined once more in each
 * plugin's own, where it refers to nothing of the server.
 */
public final class DriverCleaner implements Callable<List<String>> {

    /** For the class loader that defines it. */
    public DriverCleaner() {}

    /** Takes them out, and returns their names. */
    @Override
    public List<String> call() throws Exception {
        var own = DriverManager.drivers()
                .filter(driver -> DriverCleaner.class
                        .getClassLoader()
                        .equals(driver.getClass().getClassLoader()))
                .toList();
        for (var driver : own) {
            DriverManager.deregisterDriver(driver);
        }
        return own.stream().map(driver -> driver.getClass().getName()).toList();
    }
}
