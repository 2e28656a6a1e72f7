<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Counted</name>
    <message numerus="yes">
        <location filename="../meaning_words.py" line="32"/>
        <source>%n answers came too early to count.</source>
        <translation>
            <numerusform>%n answer came too early to count.</numerusform>
            <numerusform>%n answers came too early to count.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../meaning_words.py" line="35"/>
        <source>%n pictures ran out of time.</source>
        <translation>
            <numerusform>%n picture ran out of time.</numerusform>
            <numerusform>%n pictures ran out of time.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../meaning_words.py" line="39"/>
        <source>You did %n of {0} pictures. They are kept.</source>
        <translation>
            <numerusform>You did %n of {0} pictures. It is kept.</numerusform>
            <numerusform>You did %n of {0} pictures. They are kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <location filename="../words.py" line="34"/>
        <source>%n pictures</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../words.py" line="37"/>
        <source>about %n minutes</source>
        <translation>
            <numerusform>about %n minute</numerusform>
            <numerusform>about %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../words.py" line="40"/>
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../words.py" line="43"/>
        <source>%n sets</source>
        <translation>
            <numerusform>%n set</numerusform>
            <numerusform>%n sets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../library_words.py" line="29"/>
        <source>Only %n pictures look like that.</source>
        <translation>
            <numerusform>Only %n picture looks like that.</numerusform>
            <numerusform>Only %n pictures look like that.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../library_words.py" line="33"/>
        <source>Of %n kinds of picture, fewer than {0} look like that. The most similar ones are added.</source>
        <translation>
            <numerusform>Of %n kind of picture, fewer than {0} look like that. The most similar ones are added.</numerusform>
            <numerusform>Of %n kinds of picture, fewer than {0} look like that. The most similar ones are added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../clinic/look_words.py" line="22"/>
        <source>%n new sessions</source>
        <translation>
            <numerusform>%n new session</numerusform>
            <numerusform>%n new sessions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../clinic/look_words.py" line="25"/>
        <source>after the last %n sets</source>
        <translation>
            <numerusform>after the last %n set</numerusform>
            <numerusform>after the last %n sets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../clinic/look_words.py" line="28"/>
        <source>In the last %n sets</source>
        <translation>
            <numerusform>In the last %n set</numerusform>
            <numerusform>In the last %n sets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../clinic/look_words.py" line="31"/>
        <source>practised on %n of the last 14 days</source>
        <translation>
            <numerusform>practised on %n of the last 14 days</numerusform>
            <numerusform>practised on %n of the last 14 days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../clinic/look_words.py" line="34"/>
        <source>%n need a look</source>
        <translation>
            <numerusform>%n needs a look</numerusform>
            <numerusform>%n need a look</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../clinic/look_words.py" line="37"/>
        <source>%n have a suggestion waiting</source>
        <translation>
            <numerusform>%n has a suggestion waiting</numerusform>
            <numerusform>%n have a suggestion waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../clinic/look_words.py" line="40"/>
        <source>%n sessions</source>
        <translation>
            <numerusform>%n session</numerusform>
            <numerusform>%n sessions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StopSheet</name>
    <message numerus="yes">
        <location filename="../stage/sheets.py" line="173"/>
        <source>%n answer(s) are kept.</source>
        <translation>
            <numerusform>%n answer is kept.</numerusform>
            <numerusform>%n answers are kept.</numerusform>
        </translation>
    </message>
</context>
</TS>
