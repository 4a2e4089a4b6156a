package io.forge.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks into the memory of another JVM. */
public final class Probe implements AutoCloseable {

    private final JMXConnector connector;
    private final MBeanServerConnection server;

    private Probe(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
    }

    /** A probe for the JVM with this process id. */
    @SuppressWarnings("BanJNDI") // The address is the one of a JVM that we started, on this machine.
    public static Probe attach(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            String address = machine.startLocalManagementAgent();
            machine.detach();
            return new Probe(JMXConnectorFactory.connect(new JMXServiceURL(address)));
        } catch (AttachNotSupportedException e) {
            throw new IOException("Process %d cannot be looked into".formatted(pid), e);
        }
    }

    /** What all threads have allocated until now. */
    public long allocatedBytes() throws IOException {
        try {
            var threads = new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME);
            try {
                return (long) server.getAttribute(threads, "TotalThreadAllocatedBytes");
            } catch (AttributeNotFoundException e) {
                return sumOfLiveThreads(threads);
            }
        } catch (JMException e) {
            throw new IOException("The JVM does not tell what it has allocated", e);
        }
    }

    /** Before Java 21 there is no total: good enough where no thread ends meanwhile. */
    private long sumOfLiveThreads(ObjectName threads) throws JMException, IOException {
        Object ids = server.getAttribute(threads, "AllThreadIds");
        var bytes = (long[]) server.invoke(
                threads, "getThreadAllocatedBytes", new Object[] {ids}, new String[] {long[].class.getName()});
        long sum = 0;
        for (long each : bytes) {
            sum += Math.max(0, each);
        }
        return sum;
    }

    /** The used heap, with what could be collected. */
    long heapUsed() throws IOException {
        return memory().getHeapMemoryUsage().getUsed();
    }

    /** The used heap right after a collection. */
    public long heapUsedAfterCollection() throws IOException {
        memory().gc();
        return heapUsed();
    }

    /** What a collection leaves of the heap: not a byte of what is allocated while it is asked for. */
    long heapLeftByCollection() throws IOException {
        memory().gc();
        long left = 0;
        for (var pool : ManagementFactory.getPlatformMXBeans(server, MemoryPoolMXBean.class)) {
            if (pool.getType() == MemoryType.HEAP) {
                left += pool.getCollectionUsage().getUsed();
            }
        }
        return left;
    }

    private MemoryMXBean memory() throws IOException {
        return ManagementFactory.newPlatformMXBeanProxy(
                server, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
