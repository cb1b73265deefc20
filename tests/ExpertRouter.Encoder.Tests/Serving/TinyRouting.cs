namespace ExpertRouter.Encoder.Tests.Serving;

/// <summary>How the four experts of a tiny model are chosen; rows are the texts of a batch.</summary>
internal enum TinyRouting
{
    /// <summary>Each text takes its best expert.</summary>
    Dropless,

    /// <summary>Each text takes its best expert, of which every one has room for four texts of the batch, first come, first served.</summary>
    CapacityTop1,

    /// <summary>Each expert takes its four best texts of the batch.</summary>
    ExpertChoice,
}
