package io.ogive.math;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;

/**
 * Loads the package anew, as another JVM would, with its own choice of kernels: the width is a
 * constant of a class, which one JVM has once a loader.
 */
final class FreshMath extends ClassLoader {
  private static final String PROPERTY = "ogive.kernels";

  private FreshMath() {
    super(FreshMath.class.getClassLoader());
  }

  /** Calls a public static method without arguments in a fresh package. */
  static String call(String choice, String className, String method) throws Exception {
    String before = System.getProperty(PROPERTY);
    System.setProperty(PROPERTY, choice);
    try {
      var called = new FreshMath().loadClass(className).getDeclaredMethod(method);
      called.setAccessible(true);
      return (String) called.invoke(null);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (Exception) e.getCause();
    } finally {
      if (before == null) {
        System.clearProperty(PROPERTY);
      } else {
        System.setProperty(PROPERTY, before);
      }
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("io.ogive.math.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known != null ? known : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
