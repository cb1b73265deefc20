namespace ExpertRouter.App.Ingestion;

/// <summary>A source cannot be read or stored any further. The message says what, where and what to do; what was stored before stays.</summary>
public sealed class IngestionException(string message, Exception? innerException = null) : Exception(message, innerException);
