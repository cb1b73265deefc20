using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using ExpertRouter.App.Ingestion;
using ExpertRouter.App.Ingestion.Debian;
using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Tests.Ingestion;

public sealed class DebianIngestionTests
{
    private const string Packages = """
        Package: alpha-tools
        Source: alpha (1.2-3)
        Version: 1.2-3+b1
        Maintainer: Ann Lee <Ann@debian.org>
        Description: tools for alpha
        Description-md5: 0123456789abcdef0123456789abcdef
        Section: utils
        Tag: role::program, use::editing
        Filename: pool/a/alpha-tools.deb

        Package: beta
        Maintainer: Debian Python Team <team+python@tracker.debian.org>
        Description: long one
         First paragraph.
         .
         Second paragraph.
        Filename: pool/b/beta.deb

        """;

    private const string Sources = """
        Package: alpha
        Binary: alpha-tools, libalpha
        Maintainer: Ann Lee <ann@debian.org>
        Uploaders: "Berg, Bo" <bo@debian.org>,
         Cy Day <cy@debian.org>
        Directory: pool/a

        """;

    private const string Translation = """
        Package: alpha-tools
        Description-md5: 0123456789abcdef0123456789abcdef
        Description-en: tools for alpha
         Everything one needs for alpha.

        """;

    [Fact]
    public async Task Run_PackagesSourcesAndTranslation_AreJoined()
    {
        await using var world = await IngestionWorld.CreateAsync();
        world.Write("lists/x_Packages", Packages);
        world.Write("lists/x_Sources", Sources);
        world.Write("lists/x_Translation-en", Translation);

        var report = await world.RunAsync("debian", Path.Combine(world.Folder, "lists"));

        Assert.Equal((3, 3, 0), (report.Run.Read, report.Run.New, report.Run.Rejected));
        var alpha = await world.DocumentAsync("alpha-tools");
        Assert.Equal((DocumentKind.Package, "alpha-tools: tools for alpha", "Everything one needs for alpha."), (alpha.Kind, alpha.Title, alpha.Body));
        Assert.Equal(["alpha", "utils", "program", "editing"], alpha.Tags);
        var people = (await world.ExpertsAsync()).ToDictionary(expert => expert.Id);
        Assert.Equal(
            [("Ann Lee", 1.0), ("Berg, Bo", 0.7), ("Cy Day", 0.7)],
            alpha.Authorships.Select(a => (people[a.ExpertId].Name, a.Weight)).Order());
        Assert.Equal("First paragraph.\n\nSecond paragraph.", (await world.DocumentAsync("beta")).Body);
        Assert.True(people.Values.Single(expert => expert.Name == "Debian Python Team").IsServiceAccount);
        Assert.Equal("alpha: source package", (await world.DocumentAsync("src:alpha")).Title);
    }

    [Theory]
    [InlineData("gz")]
    [InlineData("xz")]
    [InlineData("lz4")]
    public async Task Run_CompressedIndex_ReadsTheSame(string format)
    {
        await using var world = await IngestionWorld.CreateAsync();
        var plain = world.Write("x_Packages", Packages);
        var file = $"{plain}.{format}";
        if (format == "gz")
        {
            await using var stream = new GZipStream(File.Create(file), CompressionMode.Compress);
            stream.Write(Encoding.UTF8.GetBytes(Packages));
        }
        else
        {
            Assert.SkipUnless(await TryCompressAsync(format, plain, file), $"the program '{format}' is not installed");
        }

        var report = await world.RunAsync("debian", file);

        Assert.Equal((2, 2, 0), (report.Run.Read, report.Run.New, report.Run.Rejected));
        Assert.Equal("long one", (await world.DocumentAsync("beta")).Title["beta: ".Length..]);
    }

    [Fact]
    public async Task Run_TruncatedArchive_KeepsWhatCameBeforeAndSaysWhatToDo()
    {
        await using var world = await IngestionWorld.CreateAsync(batchSize: 500);
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"Package: p{i}\nMaintainer: Ann Lee <ann@debian.org>\nDescription: number {i} {i * 7919 % 10007}\nFilename: f{i}\n\n"));
        using var memory = new MemoryStream();
        await using (var stream = new GZipStream(memory, CompressionMode.Compress, leaveOpen: true))
            stream.Write(Encoding.UTF8.GetBytes(text));
        var file = world.Write("x_Packages.gz", memory.ToArray()[..(int)(memory.Length / 2)]);

        var error = await Assert.ThrowsAsync<IngestionException>(() => world.RunAsync("debian", file));

        Assert.Contains("cut off or damaged", error.Message, StringComparison.Ordinal);
        Assert.InRange((await world.DocumentsAsync()).Count, 100, 19_999);
    }

    [Fact]
    public async Task Run_PackageInTwoIndexes_IsTakenFromTheFirst()
    {
        await using var world = await IngestionWorld.CreateAsync();
        world.Write("lists/a_Packages", "Package: x\nMaintainer: A B <a@b.org>\nDescription: new\nFilename: f\n\n");
        world.Write("lists/b_Packages", "Package: x\nMaintainer: A B <a@b.org>\nDescription: old\nFilename: f\n\nno field\n");

        var report = await world.RunAsync("debian", Path.Combine(world.Folder, "lists"));

        Assert.Equal("x: new", (await world.DocumentAsync("x")).Title);
        Assert.Equal((2, 1, 1), (report.Run.Read, report.Run.New, report.Run.Rejected));
    }

    /// <summary>A frame made by hand: magic; flags 0x60 (version 1, independent blocks); 64 KB blocks; header checksum (passed over);
    /// a block of 10 bytes: token 0x31 = 3 literals and a match of 1 + 4, "abc", distance 3; token 0x20 = 2 literals, "xy"; end mark.</summary>
    [Fact]
    public void Lz4_HandMadeFrame_RepeatsOverlappingMatch()
    {
        byte[] frame = [0x04, 0x22, 0x4D, 0x18, 0x60, 0x40, 0x00, 9, 0, 0, 0, 0x31, (byte)'a', (byte)'b', (byte)'c', 3, 0, 0x20, (byte)'x', (byte)'y', 0, 0, 0, 0];
        using var stream = new StreamReader(new Lz4FrameStream(new MemoryStream(frame)));

        Assert.Equal("abcabcabxy", stream.ReadToEnd());
    }

    [Fact]
    public void Lz4_CutFrame_Throws()
    {
        byte[] frame = [0x04, 0x22, 0x4D, 0x18, 0x60, 0x40, 0x00, 9, 0, 0, 0, 0x31, (byte)'a'];
        using var stream = new StreamReader(new Lz4FrameStream(new MemoryStream(frame)));

        Assert.Throws<InvalidDataException>(() => stream.ReadToEnd());
    }

    [Fact]
    public async Task Run_ThisMachinesIndexes_GoInWithoutRejects()
    {
        const string lists = "/var/lib/apt/lists";
        Assert.SkipUnless(
            Directory.Exists(lists) && Directory.EnumerateFiles(lists).Any(file => file.Contains("updates", StringComparison.Ordinal) && file.Contains("_Packages", StringComparison.Ordinal)),
            $"no package indexes in {lists}");
        await using var world = await IngestionWorld.CreateAsync();
        var file = Directory.EnumerateFiles(lists).First(name => name.Contains("updates", StringComparison.Ordinal) && name.Contains("_Packages", StringComparison.Ordinal));

        var report = await world.RunAsync("debian", file);

        Assert.True(report.Run.New > 0);
        Assert.Equal(0, report.Run.Rejected);
    }

    private static async Task<bool> TryCompressAsync(string program, string plain, string target)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, ["-q", "-c", plain]) { RedirectStandardOutput = true })!;
            await using var output = File.Create(target);
            await process.StandardOutput.BaseStream.CopyToAsync(output, TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
