using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("ExpertRouter.Encoder.Tests")]
