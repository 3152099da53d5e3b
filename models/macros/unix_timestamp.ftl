<#-- The UTC time of a unix count in seconds or milliseconds: from 1973 on, milliseconds are more than 1e11 and seconds
     are not. -->
<#function unix_timestamp number>
    <#local millis = "case when " + number + " > 100000000000 then " + number + " else " + number + " * 1000 end">
    <#return timestamp_of_millis(millis)>
</#function>
