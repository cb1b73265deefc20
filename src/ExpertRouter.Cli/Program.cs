using ExpertRouter.Cli.Commands;
using ExpertRouter.Cli.Hosting;

return await CliRunner.RunAsync(RootCommands.Create(), args);
