package io.ogive.data;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;

/**
 * Blocks that are not all in memory: each iteration reads them once more and holds one at a time.
 *
 * <p>Whoever asks for one by its place, or for their number, has them all read and kept.
 */
final class StreamedBlocks extends AbstractList<Block> {
  private final Supplier<Iterator<Block>> source;
  private List<Block> loaded;

  StreamedBlocks(Supplier<Iterator<Block>> source) {
    this.source = source;
  }

  @Override
  public Iterator<Block> iterator() {
    return loaded == null ? source.get() : loaded.iterator();
  }

  @Override
  public Spliterator<Block> spliterator() {
    return Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED);
  }

  @Override
  public boolean isEmpty() {
    return !iterator().hasNext();
  }

  @Override
  public Block get(int index) {
    return all().get(index);
  }

  @Override
  public int size() {
    return all().size();
  }

  private List<Block> all() {
    if (loaded == null) {
      loaded = stream().toList();
    }
    return loaded;
  }
}
