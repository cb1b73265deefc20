namespace ExpertRouter.Encoder.Training;

/// <summary>Storage of the embedding table in a served model.</summary>
public enum TableFormat
{
    /// <summary>32-bit floats.</summary>
    Full,
    /// <summary>16-bit floats.</summary>
    Half,

    /// <summary>Signed bytes with one scale per row.</summary>
    Bytes,
}
