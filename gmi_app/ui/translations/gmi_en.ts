<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%n answers came too early to count.</source>
        <translation>
            <numerusform>%n answer came too early to count.</numerusform>
            <numerusform>%n answers came too early to count.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pictures ran out of time.</source>
        <translation>
            <numerusform>%n picture ran out of time.</numerusform>
            <numerusform>%n pictures ran out of time.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
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
        <source>%n pictures</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minutes</source>
        <translation>
            <numerusform>about %n minute</numerusform>
            <numerusform>about %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sets</source>
        <translation>
            <numerusform>%n set</numerusform>
            <numerusform>%n sets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only %n pictures look like that.</source>
        <translation>
            <numerusform>Only %n picture looks like that.</numerusform>
            <numerusform>Only %n pictures look like that.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StopSheet</name>
    <message numerus="yes">
        <source>%n answer(s) are kept.</source>
        <translation>
            <numerusform>%n answer is kept.</numerusform>
            <numerusform>%n answers are kept.</numerusform>
        </translation>
    </message>
</context>
</TS>
