using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace ExpertRouter.Encoder.Serving;

/// <summary>
/// Opens a model on the wanted device. Append the provider, create the session and run once are one attempt, because a missing
/// library, a driver mismatch and a lack of memory show up at different steps.
/// </summary>
internal sealed partial class SessionLoader(ILogger logger)
{
    /// <summary>Off: threads of a session would look for work for milliseconds after each run, and double the processor time of a search.</summary>
    private const string SpinningKey = "session.intra_op.allow_spinning";

    private const string CudaProvider = "CUDAExecutionProvider";

    /// <param name="path">The model file.</param>
    /// <param name="part">What to open instead, made from that file; null for the file itself.</param>
    /// <param name="firstRun">Checks and runs the new session; what it throws counts as a failure of the device unless it is a <see cref="ModelLoadException"/>.</param>
    public (InferenceSession Session, EncoderDevice Device) Open(string path, byte[]? part, EncoderOptions options, Action<InferenceSession, EncoderDevice> firstRun)
    {
        var available = OrtEnv.Instance().GetAvailableProviders().Contains(CudaProvider);
        if (options.Device == DeviceChoice.Cuda || (options.Device == DeviceChoice.Auto && available))
        {
            try
            {
                return (Attempt(path, part, options, firstRun, EncoderDevice.Cuda), EncoderDevice.Cuda);
            }
            catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException)
            {
                if (options.Device == DeviceChoice.Cuda)
                    throw new ModelLoadException(Advice(path, available, e), e);
                LogFallback(logger, path, e.Message);
            }
        }
        try
        {
            return (Attempt(path, part, options, firstRun, EncoderDevice.Cpu), EncoderDevice.Cpu);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelLoadException($"{path}: ONNX Runtime cannot open or run it (truncated, damaged, or its operators are not supported): {e.Message}", e);
        }
    }

    private static InferenceSession Attempt(
        string path, byte[]? part, EncoderOptions options, Action<InferenceSession, EncoderDevice> firstRun, EncoderDevice device)
    {
        using var settings = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            IntraOpNumThreads = options.Threads,
            InterOpNumThreads = 1,
            EnableMemoryPattern = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        settings.AddSessionConfigEntry(SpinningKey, "0");
        using var cuda = device == EncoderDevice.Cuda ? FullPrecision() : null;
        if (cuda is not null)
            settings.AppendExecutionProvider_CUDA(cuda);
        var session = part is null ? new InferenceSession(path, settings) : new InferenceSession(part, settings);
        try
        {
            firstRun(session, device);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>CUDA rounds factors of matrix products to 10 bits (TF32) unless told otherwise: vectors would differ from CPU's in the second digit.</summary>
    private static OrtCUDAProviderOptions FullPrecision()
    {
        var options = new OrtCUDAProviderOptions();
        options.UpdateOptions(new Dictionary<string, string> { ["device_id"] = "0", ["use_tf32"] = "0" });
        return options;
    }

    private static string Advice(string path, bool available, Exception e) =>
        $"{path}: cannot run on CUDA: {e.Message} "
        + (available
            ? "Check the NVIDIA driver, CUDA and cuDNN versions and free GPU memory, or choose the device Auto or Cpu"
            : "This build has no CUDA provider: build with -p:UseGpu=true, or choose the device Auto or Cpu");

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path}: CUDA does not work here, the encoder runs on CPU: {Reason}")]
    private static partial void LogFallback(ILogger logger, string path, string reason);
}
