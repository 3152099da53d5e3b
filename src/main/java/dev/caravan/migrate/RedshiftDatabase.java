package dev.caravan.migrate;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import liquibase.database.DatabaseConnection;
import liquibase.database.core.PostgresDatabase;
import liquibase.exception.DatabaseException;
import liquibase.structure.DatabaseObject;

/**
 * Amazon Redshift as a database type of Liquibase, which takes it for a PostgreSQL of 2005. Found by ServiceLoader, hence
 * public.
 */
public final class RedshiftDatabase extends PostgresDatabase {
    private static final String PRODUCT = "Redshift";
    private static final int PORT = 5439;
    // No release that Redshift has had: it tells 8.0.2, for which Liquibase would write serial columns and sequences.
    private static final int MAJOR_VERSION = 10;
    // What PostgreSQL does not reserve too: Database Developer Guide, "Reserved words".
    private static final Set<String> RESERVED = Set.of(
            ("aes128 aes256 allowoverwrite az64 backup between blanksasnull bytedict bzip2 credentials current_user_id"
                            + " deflate defrag delta delta32k disable emptyasnull enable encode encrypt encryption explicit"
                            + " globaldict256 globaldict64k gzip identity ignore interval lun luns lzo lzop minus mostly16"
                            + " mostly32 mostly8 new nulls off offline oid old open parallel partition percent permissions"
                            + " pivot raw readratio recover rejectlog resort respect restore snapshot sysdate system tag"
                            + " tdes text255 text32k timestamp top truncatecolumns unnest unpivot wallet without")
                    .split(" "));

    public RedshiftDatabase() {
        // now() runs on the leader node alone, and the time of a transaction's begin would give its changesets one
        // time.
        setCurrentDateTimeFunction("getdate()");
        unmodifiableDataTypes.add("super");
    }

    @Override
    public String getShortName() {
        return "redshift";
    }

    @Override
    protected String getDefaultDatabaseProductName() {
        return PRODUCT;
    }

    @Override
    public Integer getDefaultPort() {
        return PORT;
    }

    @Override
    public int getPriority() {
        return PRIORITY_DATABASE;
    }

    /** Redshift's driver tells its product's name; PostgreSQL's, which can talk to a cluster too, tells PostgreSQL. */
    @Override
    public boolean isCorrectDatabaseImplementation(DatabaseConnection connection) throws DatabaseException {
        return PRODUCT.equals(connection.getDatabaseProductName());
    }

    @Override
    public String getDefaultDriver(String url) {
        return url.startsWith("jdbc:redshift:") ? "com.amazon.redshift.jdbc.Driver" : null;
    }

    @Override
    public int getDatabaseMajorVersion() {
        return MAJOR_VERSION;
    }

    @Override
    public boolean supportsSequences() {
        return false;
    }

    @Override
    public boolean supportsTablespaces() {
        return false;
    }

    @Override
    public boolean supportsInitiallyDeferrableColumns() {
        return false;
    }

    /** Redshift's timestamps have no precision to choose. */
    @Override
    public int getMaxFractionalDigitsForTimestamp() {
        return 0;
    }

    @Override
    public String getAutoIncrementClause(
            BigInteger startWith, BigInteger incrementBy, String generationType, Boolean defaultOnNull) {
        return "identity(" + (startWith == null ? BigInteger.ONE : startWith) + ", "
                + (incrementBy == null ? BigInteger.ONE : incrementBy) + ")";
    }

    @Override
    public boolean isReservedWord(String name) {
        return super.isReservedWord(name) || RESERVED.contains(name.toLowerCase(Locale.ROOT));
    }

    /** A column of Liquibase's own is called "tag", which is reserved, and Liquibase quotes none of its own. */
    @Override
    public String escapeObjectName(String name, Class<? extends DatabaseObject> type) {
        return name != null && isReservedWord(name.strip())
                ? quoteObject(name.strip().toLowerCase(Locale.ROOT), type)
                : super.escapeObjectName(name, type);
    }
}
