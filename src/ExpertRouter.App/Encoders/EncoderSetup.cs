using ExpertRouter.Encoder.Diagnostics;
using ExpertRouter.Encoder.Serving;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Encoders;

/// <summary>Registers what searches by meaning.</summary>
public static class EncoderSetup
{
    /// <summary>Adds the installation's encoder; index and data directory must be registered. Opens nothing before it is asked for.</summary>
    public static IServiceCollection AddEncoders(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<InstalledEncoderOptions>().Bind(configuration.GetSection(InstalledEncoderOptions.Section))
            .Validate(options => options.Threads is >= 0 and <= 1024, "Encoder:Threads is from 0 (one per core) to 1024.")
            .Validate(options => Enum.IsDefined(options.Device), "Encoder:Device is Auto, Cpu or Cuda.")
            .Validate(options => Enum.IsDefined(options.Precision), "Encoder:Precision is Quantized or Exact.")
            .ValidateOnStart();
        services.AddSingleton<OpenEncoder>(provider => folder =>
        {
            var options = provider.GetRequiredService<IOptions<InstalledEncoderOptions>>().Value;
            var serving = new EncoderOptions { Device = options.Device, Threads = options.Threads };
            return ServedEncoder.Of(
                TextEncoder.Load(folder, serving, provider.GetRequiredService<ILogger<TextEncoder>>(), provider.GetRequiredService<TimeProvider>()), folder);
        });
        services.AddSingleton<InstalledEncoders>();
        services.AddSingleton<EncoderInspector>();
        services.AddSingleton<EncoderExamination>();
        services.AddSingleton<TextEmbedding>();
        return services;
    }
}
