using Lucene.Net.Index;
using Lucene.Net.Util;

namespace ExpertRouter.Search.Dense;

/// <summary>A Lucene segment that a search looks through.</summary>
/// <param name="Leaf">The segment.</param>
/// <param name="Map">Where the vectors of its documents are.</param>
/// <param name="Visible">Documents that the query may see.</param>
internal sealed record ScannedLeaf(AtomicReaderContext Leaf, LeafVectors Map, FixedBitSet Visible);
