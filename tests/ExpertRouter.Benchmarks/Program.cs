using ExpertRouter.Benchmarks.Dense;
using ExpertRouter.Benchmarks.Encoder;
using ExpertRouter.Benchmarks.Find;
using ExpertRouter.Benchmarks.Hybrid;
using ExpertRouter.Benchmarks.Ingest;
using ExpertRouter.Benchmarks.Tickets;
using ExpertRouter.Benchmarks.Trees;

return args.FirstOrDefault() switch
{
    "ingest" => await IngestBenchmark.RunAsync(args),
    "find" => await FindBenchmark.RunAsync(args),
    "find-vs-postgres" => await PostgresBenchmark.RunAsync(args),
    "dense" => DenseBenchmark.Run(args),
    "encoder" => await EncoderBenchmark.RunAsync(args),
    "devices" => await DeviceBenchmark.RunAsync(args),
    "trees" => TreeBenchmark.Run(args),
    "hybrid" => await HybridBenchmark.RunAsync(args),
    "tickets" => await TicketBenchmark.RunAsync(args),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/ExpertRouter.Benchmarks -- ingest [--posts 200000] [--keep DIR] [--encoder DIR]");
    Console.Error.WriteLine("       … -- find [--documents 1000000] [--queries 500] [--encoder onnx-models/expertrouter-moe] [--texts PAIRS.jsonl.gz]");
    Console.Error.WriteLine("       … -- find-vs-postgres [--documents 200000] [--queries 200]   (server: EXPERTROUTER_TEST_POSTGRES)");
    Console.Error.WriteLine("       … -- dense [--vectors 1000000] [--dimension 256] [--queries 50] [--exact]");
    Console.Error.WriteLine("       … -- encoder [--model onnx-models/expertrouter-moe] [--texts 4000]");
    Console.Error.WriteLine("       … -- devices [--model onnx-models/expertrouter-moe] [--texts 20000]   (built with -p:UseGpu=true, on a machine with CUDA)");
    Console.Error.WriteLine("       … -- trees [--decisions 1000] [--features 16] [--experts 4] [--regions 16]");
    Console.Error.WriteLine("       … -- hybrid [--model DIR] [--stems 2000]   (data: EXPERTROUTER_SHARED)");
    Console.Error.WriteLine("       … -- tickets [--tickets 2000] [--decisions 500] [--experts 10000] [--documents 50000] [--encoder] [--servers]   (servers: EXPERTROUTER_TEST_POSTGRES, EXPERTROUTER_TEST_RABBITMQ)");
    return 2;
}
