using ExpertRouter.App.Setup;
using ExpertRouter.Encoder.Serving;

namespace ExpertRouter.App.Encoders;

/// <summary>Where the model lies.</summary>
public static class EncoderFolder
{
    /// <summary>The model that ships with the program, beside it.</summary>
    public static string Shipped { get; } = Path.Combine(AppContext.BaseDirectory, "onnx-models", "expertrouter-moe");

    /// <summary>What the configuration names, else the installation's own promoted encoder, else the shipped one.</summary>
    public static string Choose(InstalledEncoderOptions options, DataDirectory data) =>
        options.Model.Length > 0 ? Path.GetFullPath(options.Model)
        : File.Exists(Path.Combine(data.Encoder, ModelManifest.FileName)) ? data.Encoder
        : Shipped;

    /// <summary>Changes when a file of the folder changes.</summary>
    internal static string Stamp(string folder) =>
        Directory.Exists(folder)
            ? string.Join('|', new DirectoryInfo(folder).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}"))
            : "";
}
