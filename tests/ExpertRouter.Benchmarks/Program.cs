using ExpertRouter.Benchmarks.Ingest;

return args.FirstOrDefault() switch
{
    "ingest" => await IngestBenchmark.RunAsync(args),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/ExpertRouter.Benchmarks -- ingest [--posts 200000] [--keep DIR]");
    return 2;
}
