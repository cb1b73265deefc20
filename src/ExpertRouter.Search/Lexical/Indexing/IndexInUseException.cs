namespace ExpertRouter.Search.Lexical.Indexing;

/// <summary>Another process writes this index; the message says which folder and how to go on.</summary>
public sealed class IndexInUseException(string message, Exception inner) : Exception(message, inner);
