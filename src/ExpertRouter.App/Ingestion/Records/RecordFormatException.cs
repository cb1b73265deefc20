namespace ExpertRouter.App.Ingestion.Records;

/// <summary>One row is not what the schema asks for; the row is rejected, reading goes on.</summary>
public sealed class RecordFormatException(string message, Exception? cause = null) : Exception(message, cause);
