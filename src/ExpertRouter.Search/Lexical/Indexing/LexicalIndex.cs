using ExpertRouter.Core.Model;
using ExpertRouter.Search.Lexical.Searching;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Directory = Lucene.Net.Store.Directory;
using LockObtainFailedException = Lucene.Net.Store.LockObtainFailedException;

namespace ExpertRouter.Search.Lexical.Indexing;

/// <summary>
/// The index of one node. One process writes (see <see cref="BeginWriting"/>) and sees its changes after <see cref="Refresh"/>;
/// other processes read the last commit. Everything in it can be rebuilt from the store. Thread-safe.
/// </summary>
public sealed class LexicalIndex : IDisposable
{
    private const double WriterMegabytes = 64;

    private readonly Directory _directory;
    private readonly string _name;
    private readonly System.Threading.Lock _gate = new();
    private SearcherManager? _searchers;
    private IndexWriter? _writer;

    /// <summary>An index in a Lucene directory, which it takes over; <paramref name="name"/> stands in messages.</summary>
    public LexicalIndex(Directory directory, string name) => (_directory, _name) = (directory, name);

    /// <summary>An index in a folder of its own that merges <see cref="IsRepeatable">repeatably</see>.</summary>
    public static LexicalIndex OpenRepeatable(string folder) => new(FSDirectory.Open(folder), folder) { IsRepeatable = true };

    /// <summary>The index in a folder; a folder without one is made when writing begins.</summary>
    public static LexicalIndex Open(string folder)
    {
        System.IO.Directory.CreateDirectory(folder);
        return new LexicalIndex(FSDirectory.Open(folder), folder);
    }

    /// <summary>
    /// Merges segments in the writing thread instead of beside it: slower, but the same calls give the same segments, and with
    /// them scores that are equal to the last bit. To be set before writing begins.
    /// </summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Whether this process writes.</summary>
    public bool IsWriting
    {
        get
        {
            lock (_gate)
                return _writer is not null;
        }
    }

    /// <summary>What went wrong with the folder's content so that writing began with an empty index; null otherwise.</summary>
    public string? RebuildReason { get; private set; }

    /// <summary>The checkpoint of the last commit.</summary>
    public IndexCheckpoint Checkpoint
    {
        get
        {
            try
            {
                return CommitData.Read(_directory) ?? IndexCheckpoint.Empty;
            }
            catch (Exception error) when (IsDamage(error))
            {
                return IndexCheckpoint.Empty;
            }
        }
    }

    /// <summary>
    /// Becomes the writer; does nothing when it is already. A missing index starts empty; so does one of another schema version
    /// or with damaged files, and <see cref="RebuildReason"/> says why.
    /// </summary>
    /// <exception cref="IndexInUseException">Another process writes.</exception>
    public void BeginWriting()
    {
        lock (_gate)
        {
            if (_writer is not null)
                return;
            _writer = OpenWriter();
            var reading = _searchers;
            _searchers = new SearcherManager(_writer, applyAllDeletes: true, new Bm25SearcherFactory());
            reading?.Dispose();
        }
    }

    /// <summary>Puts a document in, in place of its former version; a deleted one is taken out.</summary>
    public void Put(Document document)
    {
        if (document.IsDeleted)
            Writer.DeleteDocuments(IndexEntry.IdTerm(document.Id));
        else
            Writer.UpdateDocument(IndexEntry.IdTerm(document.Id), IndexEntry.Of(document));
    }

    /// <summary>Puts in what an expert says of itself, in place of the former version.</summary>
    public void Put(Expert expert)
    {
        if (IndexEntry.OfProfile(expert) is { } entry)
            Writer.UpdateDocument(IndexEntry.IdTerm(-expert.Id), entry);
        else
            Writer.DeleteDocuments(IndexEntry.IdTerm(-expert.Id));
    }

    /// <summary>Makes everything put in so far durable, together with the checkpoint.</summary>
    public void Commit(IndexCheckpoint checkpoint)
    {
        Writer.SetCommitData(CommitData.Write(checkpoint));
        Writer.Commit();
        RebuildReason = null;
    }

    /// <summary>Merges into at most this many segments; slow, for measurements and quiet hours.</summary>
    public void Compact(int segments) => Writer.ForceMerge(segments);

    /// <summary>Empties the index.</summary>
    public void Clear()
    {
        Writer.DeleteAll();
        Commit(IndexCheckpoint.Empty);
        Refresh();
    }

    /// <summary>Lets searches see what was put in, or what another process committed.</summary>
    public void Refresh()
    {
        SearcherManager? manager;
        lock (_gate)
        {
            if (_searchers is null)
                OpenSearchers();
            manager = _searchers;
        }
        manager?.MaybeRefreshBlocking();
    }

    /// <summary>A consistent view; dispose it soon. Null while there is no index yet.</summary>
    public IndexView? Acquire()
    {
        lock (_gate)
        {
            if (_searchers is null)
                OpenSearchers();
            return _searchers is { } manager ? new IndexView(manager, manager.Acquire()) : null;
        }
    }

    /// <summary>Entries in the index, profiles and restricted documents included: for administrators only.</summary>
    public int Count
    {
        get
        {
            using var view = Acquire();
            return view?.Searcher.IndexReader.NumDocs ?? 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _searchers?.Dispose();
            _writer?.Rollback();
            (_searchers, _writer) = (null, null);
            _directory.Dispose();
        }
    }

    private IndexWriter Writer => _writer ?? throw new InvalidOperationException($"Index '{_name}' is open for reading; call BeginWriting first.");

    private static bool IsDamage(Exception error) =>
        error is CorruptIndexException or IndexFormatTooNewException or IndexFormatTooOldException or EndOfStreamException
            or FileNotFoundException or ArgumentException or FormatException;

    private void OpenSearchers()
    {
        try
        {
            if (CommitData.Read(_directory) is not null)
                _searchers = new SearcherManager(_directory, new Bm25SearcherFactory());
        }
        catch (Exception error) when (IsDamage(error))
        {
            RebuildReason = $"Index '{_name}' is damaged ({error.Message}); it is rebuilt from the store by 'expertrouter index rebuild' or by the portal.";
        }
    }

    private IndexWriter OpenWriter()
    {
        var config = new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer: null!)
        {
            Similarity = new BM25Similarity(),
            RAMBufferSizeMB = WriterMegabytes,
            OpenMode = OpenMode.CREATE_OR_APPEND,
        };
        if (IsRepeatable)
            config.MergeScheduler = new SerialMergeScheduler();
        try
        {
            if (DirectoryReader.IndexExists(_directory) && CommitData.Read(_directory) is null)
                RebuildReason = $"Index '{_name}' was written by another version; it is rebuilt from the store.";
        }
        catch (Exception error) when (IsDamage(error))
        {
            RebuildReason = $"Index '{_name}' is damaged ({error.Message}); it is rebuilt from the store.";
        }
        if (RebuildReason is not null)
            config.OpenMode = OpenMode.CREATE;
        try
        {
            return new IndexWriter(_directory, config);
        }
        catch (LockObtainFailedException error)
        {
            throw new IndexInUseException(
                $"Index '{_name}' is being written by another process, most likely the running portal, which takes in new documents by itself. " +
                "Nothing is lost; wait for it, or stop it and run the command again.", error);
        }
        catch (Exception error) when (IsDamage(error))
        {
            RebuildReason = $"Index '{_name}' is damaged ({error.Message}); it is rebuilt from the store.";
            foreach (var file in _directory.ListAll().Where(file => file != IndexWriter.WRITE_LOCK_NAME))
                _directory.DeleteFile(file);
            return new IndexWriter(_directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer: null!)
            {
                Similarity = new BM25Similarity(), RAMBufferSizeMB = WriterMegabytes, OpenMode = OpenMode.CREATE,
            });
        }
    }
}
