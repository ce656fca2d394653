using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace SmsActivation.Core.Storage.Sqlite;

/// <summary>A SQLite connection that keeps its prepared statements: the library prepares each command anew, which costs
/// more than running it. A command taken from here goes back when it is disposed, statements and all.</summary>
/// <remarks>For one thread at a time, as the connection itself.</remarks>
internal sealed class StatementCache(SqliteConnection connection) : DbConnection
{
    // Far more than we have; a text made at run time must not fill the memory.
    private const int MostTexts = 200;
    private readonly Dictionary<string, Stack<SqliteCommand>> _idle = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _spelled = new(StringComparer.Ordinal);

    public SqliteConnection Inner => connection;

    [AllowNull]
    public override string ConnectionString
    {
        get => connection.ConnectionString;
        set => throw new NotSupportedException();
    }

    public override string Database => connection.Database;
    public override string DataSource => connection.DataSource;
    public override string ServerVersion => connection.ServerVersion;
    public override ConnectionState State => connection.State;

    public override void Open() => connection.Open();

    public override void Close() => connection.Close();

    public override void ChangeDatabase(string databaseName) => connection.ChangeDatabase(databaseName);

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
        throw new NotSupportedException();

    protected override DbCommand CreateDbCommand() => new CachedCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var command in _idle.Values.SelectMany(commands => commands))
                command.Dispose();
            _idle.Clear();
            connection.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>Runs a statement without parameters.</summary>
    public void Run(string text)
    {
        var command = Take(text);
        command.ExecuteNonQuery();
        GiveBack(command);
    }

    private SqliteCommand Take(string text)
    {
        if (_idle.TryGetValue(text, out var commands) && commands.TryPop(out var command))
            return command;
        command = connection.CreateCommand();
        command.CommandText = text;
        return command;
    }

    private void GiveBack(SqliteCommand command)
    {
        command.Parameters.Clear();
        if (!_idle.TryGetValue(command.CommandText, out var commands))
        {
            if (_idle.Count >= MostTexts)
            {
                command.Dispose();
                return;
            }
            _idle[command.CommandText] = commands = new Stack<SqliteCommand>();
        }
        commands.Push(command);
    }

    /// <summary>The name as SQL says it. Without its prefix the library tries each one that SQLite knows, all in vain
    /// but one, and that for every parameter of every statement.</summary>
    private string Spelled(string name)
    {
        if (name.StartsWith('@'))
            return name;
        if (!_spelled.TryGetValue(name, out var spelled))
            _spelled[name] = spelled = "@" + name;
        return spelled;
    }

    private sealed class CachedCommand(StatementCache cache) : DbCommand
    {
        private SqliteCommand? _command;
        private bool _spelledOut;

        [AllowNull]
        public override string CommandText
        {
            get => _command?.CommandText ?? "";
            set
            {
                if (_command is null)
                {
                    _command = cache.Take(value ?? "");
                    return;
                }
                // Dapper spells a list out in the text once it holds the parameters: a text of its own, not kept.
                _command.CommandText = value;
                _spelledOut = true;
            }
        }

        public override int CommandTimeout
        {
            get => Command.CommandTimeout;
            set => Command.CommandTimeout = value;
        }

        public override CommandType CommandType
        {
            get => CommandType.Text;
            set
            {
                if (value != CommandType.Text)
                    throw new NotSupportedException($"SQLite has no {value}.");
            }
        }

        public override bool DesignTimeVisible { get; set; }
        public override UpdateRowSource UpdatedRowSource { get; set; }
        protected override DbConnection? DbConnection { get; set; } = cache;
        protected override DbParameterCollection DbParameterCollection => Command.Parameters;
        protected override DbTransaction? DbTransaction { get; set; }

        private SqliteCommand Command => _command ?? throw new InvalidOperationException("CommandText is not set.");

        public override void Cancel() => Command.Cancel();

        public override int ExecuteNonQuery() => Ready().ExecuteNonQuery();

        public override object? ExecuteScalar() => Ready().ExecuteScalar();

        public override void Prepare() => Command.Prepare();

        protected override DbParameter CreateDbParameter() => Command.CreateParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) =>
            Ready().ExecuteReader(behavior);

        private SqliteCommand Ready()
        {
            var command = Command;
            for (var i = 0; i < command.Parameters.Count; i++)
                command.Parameters[i].ParameterName = cache.Spelled(command.Parameters[i].ParameterName);
            return command;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                GiveBack();
            base.Dispose(disposing);
        }

        private void GiveBack()
        {
            if (_command is not null && _spelledOut)
                _command.Dispose();
            else if (_command is not null)
                cache.GiveBack(_command);
            _command = null;
        }
    }
}
