using ExpertRouter.Encoder.Serving;
using ExpertRouter.Search.Dense;

namespace ExpertRouter.App.Encoders;

/// <summary>Section <c>Encoder</c>.</summary>
public sealed class InstalledEncoderOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Encoder";

    /// <summary>Whether searches use meaning beside words.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Model folder; empty: the installation's own promoted encoder if there is one, else the shipped one.</summary>
    public string Model { get; set; } = "";

    /// <summary>Where it runs.</summary>
    public DeviceChoice Device { get; set; }

    /// <summary>Threads of one run on CPU; 0 for one per core.</summary>
    public int Threads { get; set; }

    /// <summary>How vectors are kept.</summary>
    public VectorPrecision Precision { get; set; } = VectorPrecision.Quantized;
}
