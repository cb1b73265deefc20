namespace ExpertRouter.App.Indexing;

/// <summary>The index is being filled, and what it finds now is only a part.</summary>
public sealed class IndexIncompleteException()
    : Exception("The index is being filled from the store and finds only a part of it yet; wait until it is complete (see the system page or 'expertrouter index status').");
