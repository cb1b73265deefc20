namespace ExpertRouter.App.Encoders;

/// <summary>Opens and checks the model in a folder.</summary>
/// <exception cref="ExpertRouter.Encoder.Serving.ModelLoadException">The folder cannot be served; the message says why.</exception>
public delegate ServedEncoder OpenEncoder(string folder);
