namespace ExpertRouter.App.Ingestion.Records;

/// <summary>One thing that a connector read. The closed set of kinds is the sealed records in this folder.</summary>
/// <param name="Position">Where it stood.</param>
public abstract record SourceItem(SourcePosition Position);

/// <summary>A document to store.</summary>
public sealed record DocumentItem(SourcePosition Position, DocumentRecord Document) : SourceItem(Position);

/// <summary>A person or an expert model to store.</summary>
public sealed record ExpertItem(SourcePosition Position, ExpertRecord Expert) : SourceItem(Position);

/// <summary>A knowledge area to store.</summary>
public sealed record AreaItem(SourcePosition Position, AreaRecord Area) : SourceItem(Position);

/// <summary>A visibility group to store.</summary>
public sealed record GroupItem(SourcePosition Position, GroupRecord Group) : SourceItem(Position);

/// <summary>A row that could not be read; it goes to the rejects file.</summary>
/// <param name="Position">Where it stood.</param>
/// <param name="Reason">What is wrong and what was expected.</param>
/// <param name="Excerpt">The row, shortened.</param>
public sealed record RejectedItem(SourcePosition Position, string Reason, string Excerpt) : SourceItem(Position);

/// <summary>Something odd that loses no data, for example an unknown field.</summary>
public sealed record WarningItem(SourcePosition Position, string Message) : SourceItem(Position);

/// <summary>Nothing to store; only moves the position on.</summary>
public sealed record SkippedItem(SourcePosition Position) : SourceItem(Position);
